/**
 * What Cognito takes from a CustomMessage function, as its model has it (`EmailVerificationMessageType` and its
 * siblings). It counts characters; the classes have no `\p{C}`, so joiners and soft hyphens are refused.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
const texts = {
  emailMessage: {
    minimum: 6,
    maximum: 20_000,
    pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*$/u,
  },
  emailSubject: { minimum: 1, maximum: 140, pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+$/u },
  smsMessage: { minimum: 6, maximum: 140, pattern: /^.*\{####\}.*$/su },
} as const

/** Room for the link and its envelope, which are added when the mail goes out. */
export const LONGEST_LINK = 900

/** The most characters that Cognito takes for a text. */
export const maximumOf = (kind: keyof typeof texts): number => texts[kind].maximum

/** Whether Cognito would accept this text; one that it refuses costs the person the mail. */
export function isAcceptable(kind: keyof typeof texts, text: string): boolean {
  const { minimum, maximum, pattern } = texts[kind]
  const length = [...text].length
  return length >= minimum && length <= maximum && pattern.test(text)
}
