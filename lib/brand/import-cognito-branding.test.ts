import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importCognitoBranding } from './import-cognito-branding'
import { BrandSchema } from './schema'

const answer = {
  ManagedLoginBranding: {
    ManagedLoginBrandingId: 'f0e1d2c3',
    UserPoolId: 'eu-west-1_Ab12Cd34E',
    Settings: {
      categories: {
        form: { location: { horizontal: 'CENTER', vertical: 'CENTER' } },
        global: { colorSchemeMode: 'DYNAMIC', spacingDensity: 'COMPACT' },
      },
      componentClasses: {
        buttons: { borderRadius: 12.0 },
        focusState: { lightMode: { borderColor: '0972d3ff' }, darkMode: { borderColor: '539fe5ff' } },
        input: { lightMode: { defaults: { borderColor: '7d8998ff' } } },
        link: { lightMode: { defaults: { textColor: '0972d3ff' } } },
      },
      components: {
        form: { lightMode: { backgroundColor: 'FFFFFFFF' }, darkMode: { backgroundColor: '0f1b2a40' } },
        primaryButton: {
          lightMode: { defaults: { backgroundColor: '0972d3ff', textColor: 'ffffffff' } },
          darkMode: { defaults: { backgroundColor: '539fe5ff', textColor: '000716ff' } },
        },
      },
    },
    Assets: [
      { Category: 'FORM_LOGO', ColorMode: 'DARK', Extension: 'PNG', Bytes: 'ZGFyaw==' },
      { Category: 'FORM_LOGO', ColorMode: 'LIGHT', Extension: 'PNG', Bytes: 'bGlnaHQ=' },
      { Category: 'PAGE_BACKGROUND', ColorMode: 'DYNAMIC', Extension: 'JPEG', Bytes: 'cGFnZQ==' },
      { Category: 'IDP_BUTTON_ICON', ColorMode: 'LIGHT', Extension: 'SVG', ResourceId: 'abc' },
    ],
  },
}

test('colours, shape, mode and pictures of a managed-login style become a brand', () => {
  const imported = importCognitoBranding(answer)
  expect(imported?.brand).toEqual({
    colour: {
      mode: 'auto',
      seed: '#0972d3',
      light: {
        panel: '#ffffff',
        accent: '#0972d3',
        onAccent: '#ffffff',
        link: '#0972d3',
        border: '#7d8998',
        focus: '#0972d3',
      },
      dark: { accent: '#539fe5', onAccent: '#000716', focus: '#539fe5' },
    },
    shape: { radius: 12, density: 'compact' },
    layout: { kind: 'card', align: 'center' },
  })
  expect(imported?.pictures.map(({ path, base64 }) => [path, base64])).toEqual([
    ['identity/logo/light', 'bGlnaHQ='],
    ['identity/logo/dark', 'ZGFyaw=='],
    ['layout/art', 'cGFnZQ=='],
  ])
})

test('the inner object alone is taken too, and something else is not', () => {
  expect(importCognitoBranding(answer.ManagedLoginBranding)?.brand.shape).toEqual({
    radius: 12,
    density: 'compact',
  })
  expect([{}, null, 'text', [], { ManagedLoginBranding: 4 }].map(importCognitoBranding)).toEqual(
    Array.from({ length: 5 }, () => null),
  )
})

describe('M04: a style is found in whatever shape it lies in a repository', () => {
  const { Settings, Assets } = answer.ManagedLoginBranding
  const inCamelCase = Assets.map(({ Category, ColorMode, Bytes }) => ({
    category: Category,
    colorMode: ColorMode,
    bytes: Bytes,
  }))
  const inSnakeCase = Assets.map(({ Category, ColorMode, Bytes }) => ({
    category: Category,
    color_mode: ColorMode,
    bytes: Bytes,
  }))
  const type = 'AWS::Cognito::ManagedLoginBranding'
  const shapes: Record<string, unknown> = {
    'the input of the call': { UserPoolId: 'eu-west-1_Ab12Cd34E', Settings, Assets },
    'a template': { Resources: { Style: { Type: type, Properties: { Settings, Assets } } } },
    'constructs of the CDK': { settings: Settings, assets: inCamelCase },
    'a Terraform state': {
      resources: [
        {
          type: 'aws_cognito_managed_login_branding',
          instances: [{ attributes: { settings: JSON.stringify(Settings), asset: inSnakeCase } }],
        },
      ],
    },
  }
  const whole = importCognitoBranding(answer)

  test.each(Object.entries(shapes))('%s', (_, document) => {
    expect(importCognitoBranding(document)).toEqual(whole)
  })

  test('the settings alone', () => {
    expect(importCognitoBranding(Settings)).toMatchObject({ brand: whole?.brand, pictures: [] })
  })
})

test('what has no place in a brand is told', () => {
  expect(importCognitoBranding(answer)?.leftOut).toEqual([{ kind: 'no-place', category: 'IDP_BUTTON_ICON' }])
  expect(importCognitoBranding([answer, answer])?.leftOut[0]).toEqual({ kind: 'styles', count: 2 })
})

test('whatever stands in the settings, the result is a valid brand', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom('red;}', 'url(//evil)', 'ffffffzz'),
    fc.double(),
    fc.constant({ toString: 0, valueOf: 0 }),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(hostile, hostile, hostile, (colour, radius, mode) => {
      const Settings = {
        categories: { global: { colorSchemeMode: mode } },
        componentClasses: { buttons: { borderRadius: radius } },
        components: { form: { lightMode: { backgroundColor: colour } } },
      }
      expect(BrandSchema.safeParse(importCognitoBranding({ Settings })?.brand).success).toBe(true)
    }),
  )
})
