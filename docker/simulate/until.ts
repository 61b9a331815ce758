const pauseMs = 150;

/** Asks until the answer is there; what does not come within the bound is a failure with its name. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | null | false>,
  withinMs = 60_000,
): Promise<Answer> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
}
