export type { LetterQueue, LetterRow, NewLetter } from './queries.ts';
export { findLetter, markLetterSent, noteLetterAttempt, refuseLetter, requeueLetter, writeLetter } from './queries.ts';
