/** What a buyer's bank takes back, and what is said against it. Part of Payments; all amounts in cents. */
export interface Disputes {
  readDispute(disputeId: string): Promise<Dispute>;
  /** Hands a proof to the processor and answers the processor's id for it. fileId: our row, from which the idempotency key derives. */
  uploadEvidence(file: { fileId: string; name: string; contentType: string; content: Buffer }): Promise<string>;
  /**
   * Hands the evidence to the bank, which takes it once: a dispute that no longer waits for an answer is only read. key: a new one after
   * a definite refusal, the same one after an unknown outcome.
   */
  submitEvidence(disputeId: string, evidence: Evidence, key: string): Promise<Dispute>;
  /** Gives the dispute up: it is lost at once. One that is over already is only read. */
  acceptDispute(disputeId: string): Promise<Dispute>;
}

export interface Dispute {
  id: string;
  chargeId: string;
  /** The processor's word: needs_response, under_review, won, lost; warning_… for an inquiry, before any money moves. */
  status: string;
  reason: string;
  currency: string;
  amountCents: number;
  openedAt: Date;
  /** Null: the bank takes no answer. */
  evidenceDueAt: Date | null;
  /** Signed: what the bank took is negative. */
  movements: { id: string; currency: string; amountCents: number; feeCents: number }[];
}

/** By the processor's fields: words, and the processor's ids of files. */
export interface Evidence {
  texts: Record<string, string>;
  files: Record<string, string>;
}
