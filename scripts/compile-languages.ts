import { compileLanguages } from './languages/compile'
import { compileConsole } from './languages/compile-console'

// Run by `npm run generate`.
const tags = compileLanguages('.')
const count = compileConsole('.')
process.stdout.write(`${tags.length} languages: ${tags.join(' ')}; ${count} texts of the console\n`)
