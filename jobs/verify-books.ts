import { verifyBooks } from '#backoffice/workflows/verify-books.ts';
import { runJob } from './run.ts';

await runJob('verify-books', verifyBooks);
