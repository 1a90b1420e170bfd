import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody } from './body'
import type { World } from './world'

const Text = z.object({ Data: z.string(), Charset: z.string().optional() })

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html, as far as mails in parts need it. */
const SendEmail = z.object({
  FromEmailAddress: z.string().min(1),
  Destination: z.object({ ToAddresses: z.array(z.string().min(3)).min(1).max(50) }),
  Content: z.object({
    Simple: z.object({ Subject: Text, Body: z.object({ Html: Text.optional(), Text: Text.optional() }) }),
  }),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
})

/** Encoded words of a header (RFC 2047) as a reader sees them. */
function readHeader(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'))
}

/** SES as far as the functions use it: what it is given to send lies in the inbox. */
export async function serveMail(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request)).toString('utf8')
  const answer = (status: number, value: object, error?: string) => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'x-amzn-RequestId': randomUUID(),
      ...(error !== undefined && { 'x-amzn-ErrorType': error }),
    })
    response.end(JSON.stringify(value))
  }
  if (request.headers.authorization === undefined) {
    return answer(403, { message: 'Missing Authentication Token' }, 'MissingAuthenticationTokenException')
  }
  const sent = SendEmail.safeParse(parse(body))
  if (!sent.success) return answer(400, { message: z.prettifyError(sent.error) }, 'BadRequestException')
  const { FromEmailAddress, Destination, Content, EmailTags } = sent.data
  const { Subject, Body } = Content.Simple
  for (const to of Destination.ToAddresses) {
    world.inbox.deliver({
      pool: EmailTags.find(({ Name }) => Name === 'user-pool')?.Value ?? '',
      username: to,
      medium: 'EMAIL',
      from: readHeader(FromEmailAddress),
      to,
      subject: Subject.Data,
      body: Body.Html?.Data ?? Body.Text?.Data ?? '',
      code: '',
      at: world.clock.iso(),
    })
  }
  answer(200, { MessageId: randomUUID() })
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
