import type { Schema } from "@/api/binding";
import { at, change, linkTo } from "@/api/request";
import { showPasskey } from "@/shared/access/webauthn";

/** How far a sign-in has come; `token` names it in the next step. */
export type Entered = Schema<"EnteredView">;

/** Where WeCom says who somebody is; the way back ends at the page `next`. */
export const wecomDoor = (next: string) =>
  linkTo(at("/api/v1/session/external/{provider}", { provider: "wecom" }), { next });

export const signIn = (login: string, password: string) =>
  change("POST", "/api/v1/session", { login, password });

/** Signs in with a passkey the browser keeps for this address; no name is typed. */
export async function signInByPasskey(): Promise<Entered> {
  const { token, options } = await change("POST", "/api/v1/session/passkey/challenge");
  return change("POST", "/api/v1/session/passkey", {
    token,
    credential: await showPasskey(options),
  });
}

export const answerSecondFactor = (token: string, kind: Schema<"FactorKind">, code: string) =>
  change("POST", "/api/v1/session/second-factor", { token, kind, code });

export const acceptInvitation = (code: string, password: string) =>
  change("POST", "/api/v1/session/invitation", { code, password });

export type SetUp = Schema<"SetUpBody">;

/** Makes the owner's account and signs in with it; works once. */
export const setUp = (body: SetUp) => change("POST", "/api/v1/set-up", body);
