// Prints a bill of materials of what the portal runs on, in CycloneDX: npm's own, from the lock file, without the packages
// that only build or test. npm's `--omit dev` would also drop those that both kinds depend on (zod, pg-protocol and more,
// seen with npm 11.19), and it names a package once that lies there twice. So the lock file says which are needed: not
// what only development brings, nor what a package would merely get on with if it were there.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const { name } = JSON.parse(readFileSync('package.json', 'utf8'))
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const needed = new Set(
  Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
)
const command = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
const whole = JSON.parse(execFileSync('npm', command, { encoding: 'utf8', maxBuffer: 64 << 20 }))

const ofDevelopment = 'cdx:npm:package:development'
const components = whole.components
  .filter((component) => needed.has(component['bom-ref']))
  .map(({ properties = [], ...component }) => ({
    ...component,
    properties: properties.filter((property) => property.name !== ofDevelopment),
  }))
const kept = new Set([whole.metadata.component, ...components].map((component) => component['bom-ref']))
const dependencies = whole.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }))

// npm calls the application by the name of its folder.
const metadata = { ...whole.metadata, component: { ...whole.metadata.component, name } }
console.log(JSON.stringify({ ...whole, metadata, components, dependencies }, null, 2))
