/** A random UUID. `crypto.randomUUID` is missing in older WeChat web views, so it is made from random bytes. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Remembers the key of a request until it is answered, so that pressing the button again after a lost answer repeats the same
 * request instead of making a second one.
 */
export class IdempotencyKeys {
  readonly #open = new Map<string, string>();

  /** The key for this request: that of the unanswered same one, else a new one. */
  keyFor(request: string): string {
    const key = this.#open.get(request) ?? newKey();
    this.#open.set(request, key);
    return key;
  }

  /** The server has answered for good; the next same request is a new one. */
  answered(request: string): void {
    this.#open.delete(request);
  }
}
