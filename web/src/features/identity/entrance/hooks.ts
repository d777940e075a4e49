import { change } from "@/api/request";
import { showPasskey } from "@/shared/access/webauthn";
import type { Challenge } from "../model";

/** How far a sign-in has come; `token` names it in the next step. */
export interface Entered {
  state: "signed_in" | "second_factor";
  token?: string;
}

export const signIn = (login: string, password: string) =>
  change<Entered>("POST", "/api/v1/session", { login, password });

/** Signs in with a passkey the browser keeps for this address; no name is typed. */
export async function signInByPasskey(): Promise<Entered> {
  const { token, options } = await change<Challenge>("POST", "/api/v1/session/passkey/challenge");
  return change<Entered>("POST", "/api/v1/session/passkey", {
    token,
    credential: await showPasskey(options),
  });
}

export const answerSecondFactor = (token: string, kind: "totp" | "recovery_code", code: string) =>
  change<Entered>("POST", "/api/v1/session/second-factor", { token, kind, code });

export const acceptInvitation = (code: string, password: string) =>
  change<Entered>("POST", "/api/v1/session/invitation", { code, password });

export interface SetUp {
  /** From the server's console, where one is asked for. */
  code?: string;
  login: string;
  display_name: string;
  password: string;
  locale: string;
}

/** Makes the owner's account and signs in with it; works once. */
export const setUp = (body: SetUp) => change("POST", "/api/v1/set-up", body);
