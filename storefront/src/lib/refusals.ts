interface Refusal {
  message: string;
  subject?: string | undefined;
}

/** The first reason for each field; a field's name is the refusal's subject. */
export function errorsByField(refusals: Refusal[] = []): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { subject, message } of refusals) if (subject) errors[subject] ??= message;
  return errors;
}

/** For the sum at the top of a form: what concerns a field leads to it. */
export const summaryOf = (refusals: Refusal[], isField: (subject: string) => boolean) =>
  refusals.map(({ subject, message }) => ({
    text: message,
    ...(subject && isField(subject) ? { href: `#${subject}` } : {}),
  }));
