/** The database's refusal of a step that its state machine does not have (see follow_machine in the first migration). */
export function isIllegalStep(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23514' && constraint?.endsWith('_transition') === true;
}
