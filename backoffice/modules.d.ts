// Packages that bring no types of their own.
declare module 'express-formidable' {
  import type { RequestHandler } from 'express';

  export default function formidable(options?: object): RequestHandler;
}
