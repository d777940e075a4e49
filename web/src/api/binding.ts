/**
 * What the API's document says of an operation, as types: where it is, what it is asked with, what it answers. A name that
 * changes there no longer compiles here.
 */
import type { components, paths } from "./schema";

/** A shape of the document, by its name. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

export type Changing = "POST" | "PUT" | "PATCH" | "DELETE";
export type Method = "GET" | Changing;

/** An address as it stands in the document, with `{…}` where a part is filled in. */
export type Template = keyof paths;

declare const template: unique symbol;
/** An address whose parts are filled in, which remembers its template. Only `at` makes one. */
export type At<Of extends Template> = string & { readonly [template]: Of };

/** The operation of a method at an address; nothing where there is none. */
type Operation<M extends Method, T extends Template> = paths[T] extends { [K in Lowercase<M>]: infer O }
  ? O
  : never;
type Templates<M extends Method> = {
  [T in Template]: [Operation<M, T>] extends [never] ? never : T;
}[Template];
/** The addresses with parts to fill in. */
export type Parted = Extract<Template, `${string}{${string}`>;
/** The parts of an address, all of them text. */
export type Parts<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & Parts<Rest>
  : unknown;

/** Where a method can be sent: an address of the document without parts, or one filled in. */
export type Place<M extends Method> = Exclude<Templates<M>, Parted> | At<Templates<M>>;
type TemplateOf<P> = P extends At<infer T> ? T : Extract<P, Template>;
type Of<M extends Method, P extends Place<M>> = Operation<M, TemplateOf<P>>;

/** What is asked in the address. */
export type Query<M extends Method, P extends Place<M>> =
  Of<M, P> extends { parameters: infer All extends { query?: object } }
    ? [NonNullable<All["query"]>] extends [never]
      ? Record<string, never>
      : NonNullable<All["query"]>
    : never;

type Content<M extends Method, P extends Place<M>> =
  Of<M, P> extends { requestBody: { content: infer C } } ? C : never;
/** What the server reads as `null` when it is missing may be left out, whatever the document's default makes of it. */
type Leavable<B> = B extends readonly unknown[]
  ? B
  : B extends object
    ? { [Name in keyof B as null extends B[Name] ? never : Name]: Leavable<B[Name]> } & {
        [Name in keyof B as null extends B[Name] ? Name : never]?: Leavable<B[Name]>;
      }
    : B;
/** What is sent as JSON; nothing where nothing is taken. */
export type Body<M extends Method, P extends Place<M>> = [Content<M, P>] extends [never]
  ? undefined
  : Content<M, P> extends { "application/json": infer B }
    ? Leavable<B>
    : never;
/** What goes with a change: the query of a `DELETE`, the body of the others. */
export type Sent<M extends Changing, P extends Place<M>> = M extends "DELETE" ? Query<M, P> : Body<M, P>;
/** What is sent as a form: its words, and its file. */
export type Form<P extends Place<"POST">> =
  Content<"POST", P> extends { "multipart/form-data": infer F } ? Omit<F, "file"> & { file: File } : never;

type Good<R> = R[keyof R & (200 | 201 | 202 | 204)];
type Json<R> = R extends { content: { "application/json": infer A } } ? A : undefined;
/** What is answered; nothing where the document says nothing. */
export type Answer<M extends Method, P extends Place<M>> =
  Of<M, P> extends { responses: infer R } ? Json<Good<R>> : never;

/** Arguments that may be left out when nothing in them must be given. */
export type Given<Value, More extends unknown[] = []> = undefined extends Value
  ? [value?: Value, ...more: More]
  : Record<never, never> extends Value
    ? [value?: Value, ...more: More]
    : [value: Value, ...more: More];
