"""A passkey as a browser would hand it in, made with the maintained library, so that lists have one to show."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"


def credential() -> dict[str, object]:
    """Return what registering a fresh key leaves behind."""
    identity = secrets.token_bytes(16)
    key = ES256.from_cryptography_key(  # type: ignore[no-untyped-call]
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    known = AttestedCredentialData.create(bytes(16), identity, key)
    data = AuthenticatorData.create(sha256(HOST.encode()), flags, 0, known)
    client = CollectedClientData.create("webauthn.create", secrets.token_bytes(16), f"https://{HOST}")
    return {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {},
    }
