"""A provider of OpenID Connect on this machine: real HTTP, real signed tokens, and one person who agrees at once."""

import base64
import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "hub", "a secret of the hub and the provider"


@dataclass
class Provider:
    """What the provider says of whoever is at its screen. `claims` are changed by a test."""

    claims: dict[str, Any]
    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    audience: str = CLIENT
    is_down: bool = False

    def agree(self, address: str) -> str:
        """Do what the person's browser does at the provider; return the query it comes back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code" and "openid" in asked["scope"]
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"code={code}&state={asked['state']}"

    def config(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        ends |= {"jwks_uri": "keys", "userinfo_endpoint": "userinfo"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in ends.items()},
                "token_endpoint_auth_methods_supported": ["client_secret_post"]}  # fmt: skip

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]}

    def token(self, posted: dict[str, str]) -> dict[str, Any]:
        asked = self.codes.pop(posted["code"])
        assert posted["client_secret"] == SECRET
        challenge = base64.urlsafe_b64encode(hashlib.sha256(posted["code_verifier"].encode()).digest())
        assert challenge.decode().rstrip("=") == asked["code_challenge"]
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 300, **self.claims}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "access", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            answers = {"/.well-known/openid-configuration": provider.config, "/keys": provider.keys}
            self.answer(answers.get(path, lambda: provider.claims)())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

        def answer(self, said: object) -> None:
            self.send_response(503 if provider.is_down else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@contextlib.contextmanager
def running(claims: dict[str, Any]) -> Iterator[Provider]:
    """Run the provider until the block ends."""
    provider = Provider(claims)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
