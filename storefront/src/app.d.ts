import type { Api } from '#lib/api.ts';
import type { SessionView } from '../../backoffice/http/contract.ts';

declare global {
  namespace App {
    interface Error {
      /** What a person quotes when asking for help; the same id is in the logs of storefront and service. */
      requestId?: string;
    }
    interface Locals {
      requestId: string;
      api: Api;
      session: SessionView;
      /** b2b only while the session has an approved store. */
      channel: 'b2c' | 'b2b';
      theme: 'system' | 'light' | 'dark';
    }
    interface PageData {
      session: SessionView;
      channel: 'b2c' | 'b2b';
      theme: 'system' | 'light' | 'dark';
    }
  }
}
