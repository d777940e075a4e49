import type { State } from "./StatusDot";

/** The colour of a state the API names by a word. One that came into the world after this page is drawn without judgement. */
export const stateOf = <Word extends string>(states: Record<Word, State>, word: string): State =>
  isOneOf(states, word) ? states[word] : "planned";

const isOneOf = <Word extends string>(known: Record<Word, unknown>, word: string): word is Word =>
  Object.keys(known).includes(word);
