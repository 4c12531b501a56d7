"""An OpenID Connect provider for tests: it signs real tokens with a key, and checks PKCE."""

import base64
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "planspor-test", "a secret of the client"


class Provider:
    """What the provider says next of who it is, and how it misbehaves.

    ``lies`` replaces claims of the next token, ``foreign`` has it signed by another key.
    """

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "subject-1"}
        self.lies: dict[str, Any] = {}
        self.foreign = False
        self.issuer = ""
        self._key, self._other = (
            RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}) for _ in range(2)
        )
        self._codes: dict[str, dict[str, str]] = {}

    def app(self) -> Flask:
        """The provider as an application."""
        made = Flask("provider")
        made.get("/.well-known/openid-configuration")(self.metadata)
        made.get("/authorize")(self.authorize)
        made.post("/token")(self.token)
        made.get("/jwks")(self.jwks)
        return made

    def metadata(self) -> ResponseReturnValue:
        """How it is asked."""
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/jwks",
            response_types_supported=["code"],
            subject_types_supported=["pairwise"],
            id_token_signing_alg_values_supported=["RS256"],
            code_challenge_methods_supported=["S256"],
        )

    def jwks(self) -> ResponseReturnValue:
        """What its tokens are checked by."""
        return jsonify(KeySet([self._key]).as_dict(private=False))

    def authorize(self) -> ResponseReturnValue:
        """The page at which somebody signs in: here they always do."""
        asked = request.args
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked.to_dict()
        there = asked["redirect_uri"]
        return redirect(f"{there}?{urlencode({'code': code, 'state': asked['state']})}")

    def token(self) -> ResponseReturnValue:
        """A token for a code, once, for the client that knows its secret and the verifier."""
        asked = self._codes.pop(request.form.get("code", ""), None)
        credentials = request.authorization
        if asked is None or credentials is None or credentials.password != SECRET:
            return jsonify(error="invalid_grant"), 400
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != asked["code_challenge"]:
            return jsonify(error="invalid_grant"), 400
        return jsonify(
            access_token="access", token_type="Bearer", id_token=self._id_token(asked["nonce"])
        )

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": nonce}
        key = self._other if self.foreign else self._key
        return jwt.encode({"alg": "RS256", "kid": "one"}, said | self.claims | self.lies, key)


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers on this machine."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
