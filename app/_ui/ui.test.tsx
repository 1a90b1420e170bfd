import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Alert } from './alert'
import { Button } from './button'
import { ButtonLink } from './button-link'
import { Field } from './field'
import { Heading, Lead, Note } from './heading'
import { Page } from './main'
import { Notice } from './notice'
import { PasswordField } from './password-field'
import { PasswordRules } from './password-rules'
import { Shell, type ShellProps } from './shell'
import { Steps } from './steps'
import { SupportCode } from './support-code'
import { TextLink } from './text-link'
import { Username } from './username'

const html = (node: ReactNode) => renderToStaticMarkup(node)

const logo = {
  light: { url: '/assets/light', width: 100, height: 20 },
  dark: { url: '/assets/dark', width: 100, height: 20 },
  alt: 'Acme',
}

const shell = (props: Partial<ShellProps> = {}) =>
  html(
    <Shell
      layout="card"
      brandName="Acme"
      footer={{
        legalName: 'Acme Inc.',
        links: [{ href: 'https://acme.example/help', label: 'Help' }],
        linksLabel: 'More',
        languages: [
          { href: '?lang=en', label: 'English', lang: 'en', current: true },
          { href: '?lang=ar', label: 'العربية', lang: 'ar', current: false },
        ],
        languagesLabel: 'Language',
      }}
      {...props}
    >
      <Page name="forgot">
        <Heading>Reset your password</Heading>
      </Page>
    </Shell>,
  )

const password = (props: { onToggle?: () => void; isShown?: boolean; error?: string } = {}) =>
  html(
    <PasswordField
      id="password"
      name="password"
      label="New password"
      showLabel="Show"
      hideLabel="Hide"
      help={
        <PasswordRules
          label="Your password needs"
          rules={[{ id: 'length', text: 'At least 12 characters' }]}
          metLabel="met"
        />
      }
      {...props}
    />,
  )

describe('a field', () => {
  test('is described by its error first and then by its help', () => {
    const markup = html(<Field id="code" name="code" label="Code" error="Six digits" help="From the mail" />)
    expect(markup).toContain('aria-describedby="code-error code-help"')
    expect(markup).toContain('aria-invalid="true"')
    expect(markup).toContain('<label for="code">Code</label>')
  })

  test('is described by nothing when there is nothing to say', () => {
    const markup = html(<Field id="code" name="code" label="Code" />)
    expect(markup).not.toContain('aria-')
  })

  test('tells its error with an icon and text', () => {
    const markup = html(<Field id="code" name="code" label="Code" error="Six digits" />)
    expect(markup).toMatch(/id="code-error"><svg.*<span>Six digits<\/span>/)
  })
})

describe('a password field', () => {
  test('hides its toggle until something can drive it', () => {
    expect(password()).toMatch(/<button[^>]* hidden=""/)
    expect(password({ onToggle: () => {} })).not.toContain('hidden=""')
  })

  test('says what its toggle will do', () => {
    expect(password({ isShown: false })).toContain('aria-label="Show"')
    expect(password({ isShown: true })).toContain('aria-label="Hide"')
  })

  test('never carries a value in its markup', () => {
    expect(password({ error: 'Used before' })).not.toContain('value=')
  })
})

describe('a button', () => {
  test('keeps both labels in place while it is busy, and says so', () => {
    const markup = html(
      <Button isBusy busyLabel="Changing…">
        Change
      </Button>,
    )
    expect(markup).toContain('data-busy="true"')
    expect(markup).toContain('aria-disabled="true"')
    expect(markup).toContain('Changing…')
    expect(markup).toContain('Change</span>')
  })
})

describe('the frame', () => {
  test('has one main with the name of the page', () => {
    expect(shell().match(/<main/g)).toHaveLength(1)
    expect(shell()).toContain('data-page="forgot"')
  })

  test('lets the logo follow the system only in the automatic mode', () => {
    expect(shell({ logo })).toContain('<source media="(prefers-color-scheme: dark)"')
    expect(shell({ logo, mode: 'dark' })).toContain('src="/assets/dark"')
    expect(shell({ logo, mode: 'dark' })).not.toContain('<source')
  })

  test('writes the name where there is no logo', () => {
    expect(shell()).toContain('<bdi>Acme</bdi></span>')
  })

  test('offers the languages as links that need no script', () => {
    expect(shell()).toMatch(/<details.*<a href="\?lang=ar" lang="ar" hrefLang="ar"/)
  })

  test('opens foreign links without a word about where they came from', () => {
    expect(shell()).toContain('href="https://acme.example/help" rel="noopener noreferrer"')
  })

  test('shows text of a tenant as text', () => {
    const markup = shell({ brandName: '<script>', tagline: '"><img src=x onerror=1>', layout: 'split' })
    expect(markup).not.toMatch(/<script|<img/)
  })
})

test('an alert is announced, can take the focus and carries the name of its outcome', () => {
  const markup = html(<Alert error="code-rejected" title="This code no longer works" />)
  expect(markup).toContain('role="alert" data-error="code-rejected"')
  expect(markup).toContain('tabindex="-1"')
})

test('no component writes an inline style, which a nonce policy would block', () => {
  const everything = [
    shell({ logo, layout: 'split', tagline: 'Welcome back' }),
    password({ error: 'x' }),
    html(
      <>
        <Lead>x</Lead>
        <Note>x</Note>
        <Notice tone="success" />
        <Steps steps={[{ id: 'a', text: 'x' }]} />
        <SupportCode label="Support code" code="K7Q-2MX" />
        <Username id="u" prefix="for" label="for" value="ada@acme.example" />
        <TextLink href="/forgot">x</TextLink>
        <ButtonLink href="/forgot">x</ButtonLink>
        <Alert error="busy" tone="warning" title="x" text="x" action="x" />
      </>,
    ),
  ].join('')
  expect(everything).not.toMatch(/\sstyle=/)
})
