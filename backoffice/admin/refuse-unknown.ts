import type AdminJS from 'adminjs';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

/** AdminJS takes the name of a resource, action or page from the address and trips over one that is not there. */
export function refuseUnknown(admin: AdminJS): RequestHandler {
  const actions = new Map(admin.resources.map(one => [one.id(), Object.keys(one.decorate().actions)]));
  const pages = Object.keys(admin.options.pages ?? {});
  return (request, response, next) => {
    const [, table, action] = request.path.match(RESOURCE) ?? [];
    const [, page] = request.path.match(PAGE) ?? [];
    const isThere =
      !OLD_SEARCH.test(request.path) &&
      !(request.method === 'GET' && READS_NOTHING.test(request.path)) &&
      (table === undefined || actions.has(table)) &&
      (action === undefined || actions.get(table!)?.includes(action) === true) &&
      (page === undefined || pages.includes(page));
    if (isThere) next();
    else notThere(response);
  };
}

const RESOURCE = /^(?:\/api)?\/resources\/([^/]+)(?:\/(?:actions|bulk|records\/[^/]+)\/([^/]+))?/;
// AdminJS keeps it beside the search action, and complains on the console whenever it is used.
const OLD_SEARCH = /^\/api\/resources\/[^/]+\/search(\/|$)/;
// Only ever posted to; AdminJS throws when it is read.
const READS_NOTHING = /^\/api\/resources\/[^/]+\/actions\/new$/;
const PAGE = /^(?:\/api)?\/pages\/([^/]+)/;

const notThere = (response: Response) =>
  response.status(404).json({
    code: 'not_found',
    message: 'There is no such page in the panel',
    requestId: response.locals.requestId,
  });

/** What AdminJS throws for an id or input that is not right carries its status; everything else is a defect and travels on. */
export const answerPanelErrors: ErrorRequestHandler = (
  error: { statusCode?: number; name?: string },
  _request,
  response,
  next,
) => {
  if (error.name === 'NotFoundError' || error.statusCode === 404) notThere(response);
  else next(error);
};
