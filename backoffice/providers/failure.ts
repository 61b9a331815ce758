// What a vendor's answer means for us, whichever vendor it was.
//   refused       the vendor understood and said no; the same call will be refused again
//   insufficient  our balance at the vendor is too small right now
//   busy          rate limited or down before anything happened; try again later
//   unknown       time-out, reset or 5xx: it may have happened; look it up before calling again
export type FailureKind = 'refused' | 'insufficient' | 'busy' | 'unknown';

export class ProviderFailure extends Error {
  readonly kind: FailureKind;
  readonly provider: string;
  readonly code: string;

  constructor(provider: string, kind: FailureKind, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProviderFailure';
    this.provider = provider;
    this.kind = kind;
    this.code = code;
  }
}

/** A webhook whose signature does not prove its sender: answered 400, nothing is stored. */
export class InvalidSignature extends Error {
  constructor(provider: string, cause?: unknown) {
    super(`The signature of this ${provider} webhook is not valid`, { cause });
    this.name = 'InvalidSignature';
  }
}
