import express, { type Request, type Response, type Router } from 'express';
import { completeAccount, restrictAccount } from '../accounts.ts';
import { findSession } from '../checkout-sessions.ts';
import { parseForm, text } from '../form.ts';
import { answerChallenge, type Outcome, payByCard } from '../payments.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../shapes.ts';
import type { Desk } from '../state.ts';
import { emptyCard, readCard } from './card-form.ts';
import { challengePage } from './challenge-page.ts';
import { type Notice, noticePage } from './notice-page.ts';
import { firstForm, onboardingPage, readOnboarding } from './onboarding-page.ts';
import { payPage } from './pay-page.ts';

/** The pages people see: /c/pay, /c/challenge, /setup. Their forms arrive as text. */
export function pageRoutes(desk: Desk): Router {
  const pages = express.Router();
  pages.get('/c/pay/:id', (request, response) => {
    const session = openSession(desk, request, response);
    if (session) response.send(payPage({ ...summary(desk, session), form: emptyCard(), message: null }));
  });
  pages.post('/c/pay/:id', (request, response) => {
    const session = openSession(desk, request, response);
    if (session) submitCard(desk, session, request, response);
  });
  pages.get('/c/challenge/:id', (request, response) => {
    const session = openSession(desk, request, response);
    if (!session) return;
    const card = desk.state.challenges[session.id];
    if (!card) return response.redirect(303, `/c/pay/${session.id}`);
    response.send(challengePage(session, desk.businessName, card.number.slice(-4)));
  });
  pages.post('/c/challenge/:id', (request, response) => {
    const session = openSession(desk, request, response);
    if (!session) return;
    const isConfirmed = text(parseForm(String(request.body)), 'answer') === 'complete';
    answerOutcome(desk, session, answerChallenge(desk, session, isConfirmed), response);
  });
  pages.get('/setup/:account/:token', (request, response) => onboard(desk, request, response));
  pages.post('/setup/:account/:token', (request, response) => onboard(desk, request, response));
  return pages;
}

/** A paid session sends the buyer on, so that pressing Pay twice, or Back, pays once; an expired one says so. */
function openSession(desk: Desk, request: Request, response: Response): Session | null {
  const session = knownSession(desk, String(request.params.id));
  if (session?.status === 'open') return session;
  if (session?.status === 'complete') response.redirect(303, successUrl(session));
  else if (session) response.status(410).send(noticePage(expiredNotice(desk, session)));
  else response.status(404).send(noticePage({ title: 'There is no such page', sentence: 'The address is wrong.' }));
  return null;
}

function knownSession(desk: Desk, id: string): Session | null {
  try {
    return findSession(desk, id);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function expiredNotice({ businessName }: Desk, { cancel_url }: Session): Notice {
  return {
    title: 'This page has expired',
    sentence: `Nothing was paid. Go back to ${businessName} and check out again: your cart is still there.`,
    link: cancel_url ? { href: cancel_url, text: `Back to ${businessName}` } : null,
  };
}

function submitCard(desk: Desk, session: Session, request: Request, response: Response): void {
  const form = readCard(parseForm(String(request.body)), new Date(desk.now() * 1000));
  if (Object.keys(form.wrong).length > 0) {
    response.status(422).send(payPage({ ...summary(desk, session), form, message: null }));
    return;
  }
  const { email, name, number } = form.values;
  const outcome = payByCard(desk, session, { number: number.replace(/[\s-]/g, ''), email, name });
  if (outcome.kind !== 'declined') answerOutcome(desk, session, outcome, response);
  else response.status(402).send(payPage({ ...summary(desk, session), form, message: outcome.message }));
}

function answerOutcome(desk: Desk, session: Session, outcome: Outcome, response: Response): void {
  if (outcome.kind === 'paid') response.redirect(303, successUrl(session));
  else if (outcome.kind === 'challenge') response.redirect(303, `/c/challenge/${session.id}`);
  else {
    const { message } = outcome;
    response.status(402).send(payPage({ ...summary(desk, session), form: emptyCard(), message }));
  }
}

function summary(desk: Desk, session: Session) {
  return { session, lines: desk.state.lineItems[session.id] ?? [], businessName: desk.businessName };
}

const successUrl = ({ success_url, id }: Session) => success_url.replaceAll('{CHECKOUT_SESSION_ID}', id);

/** A link works once and for minutes; after that Stripe sends people to refresh_url for a new one. */
function onboard(desk: Desk, request: Request, response: Response): void {
  const link = desk.state.accountLinks[String(request.params.token)];
  const account = desk.state.accounts[link?.account ?? ''];
  if (!link || !account || link.account !== request.params.account) {
    response.status(404).send(noticePage({ title: 'There is no such page', sentence: 'Ask for a new link.' }));
    return;
  }
  if (link.isUsed || link.expires_at <= desk.now()) {
    response.redirect(303, link.refresh_url);
    return;
  }
  const page = { action: request.originalUrl, account, link, businessName: desk.businessName };
  if (request.method === 'GET') {
    response.send(onboardingPage({ ...page, form: firstForm(account) }));
    return;
  }
  const form = readOnboarding(parseForm(String(request.body)));
  if (Object.keys(form.wrong).length > 0) {
    response.status(422).send(onboardingPage({ ...page, form }));
    return;
  }
  link.isUsed = true;
  if (form.outcome === 'document') {
    account.details_submitted = true;
    restrictAccount(desk, account);
  } else completeAccount(desk, account, { name: form.values.company, type: form.type });
  response.redirect(303, link.return_url);
}
