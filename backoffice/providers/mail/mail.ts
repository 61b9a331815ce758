/** Hands one letter to the mail server. Throws ProviderFailure: refused (a bad address) or busy (try again). */
export interface Mail {
  send(letter: OutgoingLetter): Promise<void>;
}

export interface OutgoingLetter {
  /** Without angle brackets; the same letter sent twice carries the same one. */
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; contentType: string; content: Buffer }[];
}
