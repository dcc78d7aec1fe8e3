import type { RequestHandler } from 'express';

const localNames = new Set(['127.0.0.1', 'localhost']);

/**
 * Lets only this machine's own pages and tools in. A web page elsewhere can point its name at 127.0.0.1 (DNS
 * rebinding: the Host header tells) or post blindly across origins (the Origin header tells).
 */
export const localOnly: RequestHandler = (request, response, next) => {
  const { host = '', origin } = request.headers;
  if (!localNames.has(host.replace(/:\d+$/, ''))) {
    return void response.status(403).json({
      error: `The sandbox answers only to 127.0.0.1 and localhost, and this request was for "${host}".`,
    });
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return void response.status(403).json({
      error: `The sandbox takes no requests from pages of another origin ("${origin}").`,
    });
  }
  next();
};
