// Stripe's test cards, https://docs.stripe.com/testing.
export interface CardBehaviour {
  /** What the pay page calls it. */
  label: string;
  brand: 'visa' | 'mastercard';
  needsChallenge?: true;
  declines?: Decline;
  /** The money is available at once, whatever the settle delay. */
  skipsPending?: true;
  refunds?: 'pending' | 'fails';
  isDisputed?: true;
}

export interface Decline {
  code: string;
  decline_code?: string;
  message: string;
}

export const DECLINED: Decline = {
  code: 'card_declined',
  decline_code: 'generic_decline',
  message: 'Your card was declined.',
};
export const CHALLENGE_FAILED: Decline = {
  code: 'payment_intent_authentication_failure',
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};
const POOR: Decline = {
  code: 'card_declined',
  decline_code: 'insufficient_funds',
  message: 'Your card has insufficient funds. Try a different card.',
};
const EXPIRED: Decline = { code: 'expired_card', message: 'Your card has expired. Try a different card.' };
const WRONG_CVC: Decline = { code: 'incorrect_cvc', message: 'Your card’s security code is incorrect.' };
const BROKEN: Decline = {
  code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
};
const NOT_A_TEST_CARD: Decline = {
  code: 'card_declined',
  decline_code: 'test_mode_live_card',
  message: 'This page takes Stripe’s test cards only. Your card was not charged.',
};

export const CARDS: Record<string, CardBehaviour> = {
  4242424242424242: { label: 'Payment succeeds', brand: 'visa' },
  4000002500003155: { label: 'Bank asks to confirm (3D Secure)', brand: 'visa', needsChallenge: true },
  4000000000000002: { label: 'Card is declined', brand: 'visa', declines: DECLINED },
  4000000000009995: { label: 'Insufficient funds', brand: 'visa', declines: POOR },
  4000002760003184: { label: 'Bank always asks to confirm', brand: 'visa', needsChallenge: true },
  4000008400001629: { label: 'Confirmed, then declined', brand: 'visa', needsChallenge: true, declines: DECLINED },
  5555555555554444: { label: 'Payment succeeds (Mastercard)', brand: 'mastercard' },
  4000000000000069: { label: 'Expired card', brand: 'visa', declines: EXPIRED },
  4000000000000127: { label: 'Wrong security code', brand: 'visa', declines: WRONG_CVC },
  4000000000000119: { label: 'Processing error', brand: 'visa', declines: BROKEN },
  4000000000000077: { label: 'Money available at once', brand: 'visa', skipsPending: true },
  4000000000000259: { label: 'Disputed as fraud afterwards', brand: 'visa', isDisputed: true },
  4000000000007726: { label: 'Refunds stay pending', brand: 'visa', refunds: 'pending' },
  4000000000005126: { label: 'Refunds fail later', brand: 'visa', refunds: 'fails' },
};

export function behaviourOf(number: string): CardBehaviour {
  return CARDS[number] ?? { label: '', brand: 'visa', declines: NOT_A_TEST_CARD };
}

/** The card of a charge, which keeps but the last four digits; they tell the test cards apart. */
export function behaviourOfLast4(last4: string): CardBehaviour {
  return CARDS[Object.keys(CARDS).find(number => number.endsWith(last4)) ?? ''] ?? behaviourOf('');
}

export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return /^\d{13,19}$/.test(number) && sum % 10 === 0;
}
