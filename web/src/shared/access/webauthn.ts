/** Passkeys of the browser: JSON of the API on one side, `navigator.credentials` with its bytes on the other. */

type Json = Record<string, unknown>;

/** Whether this browser and this address can do passkeys at all. */
export const knowsPasskeys = (): boolean =>
  typeof window !== "undefined" && "PublicKeyCredential" in window && window.isSecureContext;

function bytesOf(text: string): ArrayBuffer {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  return bytes.buffer;
}

function textOf(buffer: ArrayBuffer): string {
  let plain = "";
  for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const record = (value: unknown): Json => (typeof value === "object" && value !== null ? { ...value } : {});
const bytes = (value: unknown) => bytesOf(String(value ?? ""));
const described = (list: unknown) =>
  Array.isArray(list) ? list.map((one) => ({ ...record(one), id: bytes(record(one).id) })) : undefined;

/** Makes a passkey from the server's challenge; rejects when the person turns away. */
export async function makePasskey(options: Json): Promise<Json> {
  const asked = record(options.publicKey);
  const user = record(asked.user);
  const made = (await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: described(asked.excludeCredentials),
    } as unknown as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: textOf(made.rawId),
    type: made.type,
    extensions: made.getClientExtensionResults(),
    response: {
      attestationObject: textOf(response.attestationObject),
      clientDataJSON: textOf(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/** Proves who one is with a passkey the browser keeps. */
export async function showPasskey(options: Json): Promise<Json> {
  const asked = record(options.publicKey);
  const shown = (await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: described(asked.allowCredentials),
    } as unknown as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential;
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    id: shown.id,
    rawId: textOf(shown.rawId),
    type: shown.type,
    extensions: shown.getClientExtensionResults(),
    response: {
      authenticatorData: textOf(response.authenticatorData),
      clientDataJSON: textOf(response.clientDataJSON),
      signature: textOf(response.signature),
      userHandle: response.userHandle ? textOf(response.userHandle) : null,
    },
  };
}
