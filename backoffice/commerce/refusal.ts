/** One reason why not. subject: the field, line id or wholesaler slug it is about; fix: what would help. */
export interface Reason {
  code: string;
  message: string;
  subject?: string;
  fix?: { quantities?: number[]; availableQuantity?: number; missingCents?: number };
}

export type RefusalKind =
  | 'malformed'
  | 'too_large'
  | 'not_signed_in'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rule'
  | 'unavailable';

/** Expected, and told to the person: travels to the edge, where its kind becomes a status. Everything else is a defect. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly details: Reason[];

  constructor(kind: RefusalKind, code: string, message: string, details: Reason[] = []) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

export const notFound = (what: string) => new Refusal('not_found', 'not_found', `There is no such ${what}`);
export const forbidden = (message: string) => new Refusal('forbidden', 'forbidden', message);
export const conflict = (code: string, message: string, details?: Reason[]) =>
  new Refusal('conflict', code, message, details);

/** Rules answer lists; the action that asked throws all of them at once. */
export function refuseIfAny(reasons: Reason[]): void {
  const [first] = reasons;
  if (first) throw new Refusal('rule', first.code, first.message, reasons);
}
