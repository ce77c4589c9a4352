"""gunicorn's own settings: `gunicorn hub.wsgi --config hub/gunicorn.py`."""

import multiprocessing
import os
from typing import Any

from gunicorn.glogging import Logger

workers = int(os.environ.get("WEB_WORKERS", multiprocessing.cpu_count()))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
# Seconds. A new connection for each request is a third of what a kept page costs. Longer than a proxy keeps one that is
# idle (60 s: nginx.conf, Caddyfile), so that none sends what this end has hung up on. It takes no thread meanwhile.
keepalive = 75
# The address of a list names up to 60 lessons; one with hundreds is answered too, and told that it is too long.
limit_request_line = 8190
accesslog = "-"
# No query strings and no addresses: what a visitor searched for must not be in a log.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
# gunicorn 27 would open a socket in its user's home folder, which a service account may not have.
control_socket_disable = True


class AccessLog(Logger):
    """gunicorn's, which would gather every header for every line."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """Return what `access_log_format` names. Of a request that could not be read there is no method and no path."""
        return {
            "t": self.now(),
            "m": environ.get("REQUEST_METHOD"),
            "U": environ.get("PATH_INFO"),
            "s": str(resp.status).partition(" ")[0],
            "b": resp.sent,
            "M": int(1000 * request_time.total_seconds()),
        }


logger_class = AccessLog
