import type { Form } from './form.ts';
import type { Desk } from './state.ts';

export interface Call {
  /** The :id of the path. */
  id: string;
  /** A second one: /transfers/:id/reversals/:child. */
  child: string;
  /** The body of a POST, the query of a GET. */
  form: Form;
  /** Stripe-Account. */
  account: string | null;
}

/** Does the work at once, so that nothing comes between its reading and its writing, and answers the object or throws a Refusal. */
export type Endpoint = (desk: Desk, call: Call) => object;

/** By 'METHOD /v1/path/:id'. */
export type Endpoints = Record<string, Endpoint>;
