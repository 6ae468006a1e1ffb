/* Passkeys: what the server wants signed is handed to an authenticator, and its answer back (WebAuthn).
 *
 * Bytes are base64url on their way to the server, and buffers on their way to the browser. What the person breaks off
 * is a PasskeyError, too: then nothing was done. */
import type { Passkey, PasskeyQuestion } from "../../../contract/types";
import { post, request, type SessionView } from "./client";

export class PasskeyError extends Error {}

/** Whether this browser has passkeys at all: not without TLS, except at localhost. */
export const canPasskeys = (): boolean => typeof PublicKeyCredential === "function";

function toText(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** COSE's numbers for ES256, EdDSA and RS256, the best first. */
const algorithms = [-7, -8, -257];

async function fromBrowser(credential: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const answer = await credential;
    if (answer instanceof PublicKeyCredential) return answer;
    throw new PasskeyError();
  } catch (cause) {
    throw new PasskeyError(cause instanceof Error ? cause.name : "");
  }
}

export async function makePasskey(path: string, person: { name: string; email: string }, name: string): Promise<Passkey> {
  const question = await post<PasskeyQuestion>("/v1/passkey-question", undefined, { empty: true });
  const credential = await fromBrowser(
    navigator.credentials.create({
      publicKey: {
        challenge: toBytes(question.challenge),
        rp: { id: question.rp_id, name: "Trivet" },
        user: { id: toBytes(question.user_id ?? ""), name: person.email, displayName: person.name },
        pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: question.credential_ids.map((id) => ({ type: "public-key", id: toBytes(id) })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      },
    }),
  );
  const { clientDataJSON, attestationObject } = credential.response as AuthenticatorAttestationResponse;
  return post<Passkey>(path, { name, client_data_json: toText(clientDataJSON), attestation_object: toText(attestationObject) });
}

async function answerTo(question: PasskeyQuestion): Promise<Record<string, string | null>> {
  const credential = await fromBrowser(
    navigator.credentials.get({
      publicKey: {
        challenge: toBytes(question.challenge),
        rpId: question.rp_id,
        allowCredentials: question.credential_ids.map((id) => ({ type: "public-key", id: toBytes(id) })),
        userVerification: "required",
      },
    }),
  );
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response as AuthenticatorAssertionResponse;
  return {
    credential_id: toText(credential.rawId),
    client_data_json: toText(clientDataJSON),
    authenticator_data: toText(authenticatorData),
    signature: toText(signature),
    user_handle: userHandle ? toText(userHandle) : null,
  };
}

export async function signInByPasskey(): Promise<SessionView> {
  const question = await post<PasskeyQuestion>("/v1/session/passkey-question", undefined, { empty: true });
  return post<SessionView>("/v1/session/passkey", await answerTo(question));
}

export async function confirmByPasskey(): Promise<void> {
  const question = await post<PasskeyQuestion>("/v1/passkey-question", undefined, { empty: true });
  await request("POST", "/v1/session/confirmation/passkey", { body: await answerTo(question) });
}
