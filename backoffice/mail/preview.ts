import { type LetterKind, letters, type RenderedLetter, renderLetter } from './letters.ts';

export const letterKinds = Object.keys(letters) as LetterKind[];

/** A letter with its sample data, as the panel and the tests show it. */
export function previewLetter(kind: LetterKind): RenderedLetter {
  return renderLetter(kind, letters[kind].sample);
}
