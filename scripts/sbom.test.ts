import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'

const { name, version, dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))

type Component = { 'bom-ref': string; name: string; version: string; purl: string }
type Bill = {
  bomFormat: string
  metadata: { component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

const run = (...parameters: string[]) =>
  execFileSync('npm', parameters, { encoding: 'utf8', maxBuffer: 64 << 20 })
const [major = 0, minor = 0] = run('--version').split('.').map(Number)

let bill: Bill
let purls: Set<string>
const purlOf = (each: string, itsVersion: string) => `pkg:npm/${each.replace('@', '%40')}@${itsVersion}`

// Node.js 20.9 comes with npm 10.1, and `npm sbom` with npm 10.2.
describe.skipIf(major < 10 || (major === 10 && minor < 2))('npm run sbom', () => {
  beforeAll(() => {
    bill = JSON.parse(run('run', '--silent', 'sbom'))
    purls = new Set(bill.components.map(({ purl }) => purl))
  })

  test('the bill of materials is of this release of the portal', () => {
    expect(bill.bomFormat).toBe('CycloneDX')
    expect(bill.metadata.component).toMatchObject({ name, version })
  })

  test('it names every package of the lock file that is not for development alone', () => {
    const installed = Object.entries<{ version: string; dev?: boolean; devOptional?: boolean }>(
      lock.packages,
    ).filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    const expected = installed.map(([path, each]) =>
      purlOf(path.split('node_modules/').at(-1) ?? '', each.version),
    )
    expect(expected).toEqual(
      expect.arrayContaining(Object.entries<string>(dependencies).map((each) => purlOf(...each))),
    )
    expect(expected.filter((purl) => !purls.has(purl))).toEqual([])
  })

  test('it names nothing that only builds or tests', () => {
    const tools = ['vitest', 'knip', '@biomejs/biome', '@playwright/test'].map((tool) =>
      purlOf(tool, devDependencies[tool]),
    )
    expect(tools.filter((purl) => purls.has(purl))).toEqual([])
  })

  test('every dependency that it tells of is in it', () => {
    const refs = new Set([bill.metadata.component, ...bill.components].map((each) => each['bom-ref']))
    const told = bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
    expect(told.filter((ref) => !refs.has(ref))).toEqual([])
  })
})
