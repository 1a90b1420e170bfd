import type { Clock } from './clock'
import type { Pool } from './pool'
import { SlidingWindow } from './sliding-window'
import { nameKey, type User } from './users'

/** Requests per user and hour. https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
const perHour = {
  ConfirmSignUp: 15,
  ResendConfirmationCode: 5,
  VerifyUserAttribute: 15,
  GetUserAttributeVerificationCode: 5,
}

export type HourlyLimits = Record<keyof typeof perHour, SlidingWindow>

export function hourlyLimits(clock: Clock): HourlyLimits {
  const window = (operation: keyof typeof perHour) => new SlidingWindow(clock, perHour[operation], 3600)
  return {
    ConfirmSignUp: window('ConfirmSignUp'),
    ResendConfirmationCode: window('ResendConfirmationCode'),
    VerifyUserAttribute: window('VerifyUserAttribute'),
    GetUserAttributeVerificationCode: window('GetUserAttributeVerificationCode'),
  }
}

/** Whose budget a request draws on: the user's under every name; one of its own for a name that nobody has. */
export function userKey(pool: Pool, user: User | null, typed: string): string {
  return `${pool.id} ${user?.username ?? nameKey(pool, typed)}`
}

type Windows = { budget: SlidingWindow; quota: SlidingWindow; hourly: HourlyLimits }

export function resetLimits({ budget, quota, hourly }: Windows): void {
  for (const window of [budget, quota, ...Object.values(hourly)]) window.reset()
}
