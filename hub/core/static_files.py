"""How static files are named in production: after what they hold, so that a browser keeps each for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's own patterns (`support_js_module_import_aggregation`) read every script of every package, and names of types
# in comments, which may go round in circles.
_IMPORTS = (
    (
        r"""(?P<matched>import(?P<names>\s*[{*][^;]*?)\s+from\s+"(?P<url>\./[^"]+)";)""",
        """import%(names)s from "%(url)s";""",
    ),
    (
        r"""(?P<matched>export(?P<names>\s*[{*][^;]*?)\s+from\s+"(?P<url>\./[^"]+)";)""",
        """export%(names)s from "%(url)s";""",
    ),
    (r"""(?P<matched>import\s+"(?P<url>\./[^"]+)";)""", """import "%(url)s";"""),
    (r"""(?P<matched>await import\("(?P<url>\./[^"]+)"\))""", """await import("%(url)s")"""),
)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Rename what the record's modules import as well, so that they change with each other, never one without another.

    Any further folder of modules joins here.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("record/*.js", _IMPORTS))
