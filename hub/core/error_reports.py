"""What an error report to Sentry says, and what it never does: nothing about who asked, or for what."""

from typing import Any

# Of a request only these are kept: which page, how it was asked for.
OF_REQUEST = ("method", "url")
# Parts of a report that may hold what somebody typed, or who that was.
LEFT_OUT = ("user", "extra", "breadcrumbs", "server_name", "modules")
OF_FRAMES = ("vars", "pre_context", "post_context", "context_line")

Report = dict[str, Any]


def scrubbed(report: Report, hint: Report | None = None) -> Report:
    """Return a report with the place in the code and the kind of error, and no value that the code was working on.

    An error's message may quote what was typed, so it goes too; its kind and the lines that led to it stay.
    """
    for name in LEFT_OUT:
        report.pop(name, None)
    if "request" in report:
        request = {name: value for name, value in report["request"].items() if name in OF_REQUEST}
        request["url"] = str(request.get("url", "")).partition("?")[0].partition("#")[0]
        report["request"] = request
    # The name of the thread and the version of Python say nothing; what an integration adds may.
    report["contexts"] = {k: v for k, v in report.get("contexts", {}).items() if k in ("runtime", "trace")}
    if "trace" in report["contexts"]:
        report["contexts"]["trace"] = {
            k: v for k, v in report["contexts"]["trace"].items() if k in ("trace_id", "span_id", "op", "status")
        }
    _scrub_words(report)
    return report


def _scrub_words(report: Report) -> None:
    entry = report.get("logentry")
    if entry:
        # The sentence as the code has it, without what was filled in.
        report["logentry"] = {"message": str(entry.get("message", "")).partition("?")[0]} if entry.get("params") else {}
    report.pop("message", None)
    for stack in (*_values(report, "exception"), *_values(report, "threads")):
        stack.pop("value", None)
        if isinstance(stack.get("mechanism"), dict):
            stack["mechanism"].pop("data", None)
        for frame in (stack.get("stacktrace") or {}).get("frames", ()):
            for name in OF_FRAMES:
                frame.pop(name, None)


def _values(report: Report, part: str) -> list[Report]:
    return list((report.get(part) or {}).get("values", ()))


def options(dsn: str) -> Report:
    """Return how the SDK is started. It keeps no trail of what went before, and sends no values of variables."""
    return {
        "dsn": dsn,
        "send_default_pii": False,
        "max_request_body_size": "never",
        "include_local_variables": False,
        "include_source_context": False,
        "max_breadcrumbs": 0,
        "before_send": scrubbed,
        "auto_session_tracking": False,
    }
