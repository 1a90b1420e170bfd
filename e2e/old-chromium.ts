import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

const FOLDER = 'e2e/old-chromium'
const INSTALL_LIMIT_MS = 180_000

/**
 * Where a Chromium 92 is, which knows no cascade layers (Chromium 99) and no `static` blocks (94), so that neither the
 * pages' style nor their scripts run. It comes from the npm registry (49 MB) when it is first asked for; null, with the
 * reason printed, where it can't be had.
 */
export function oldChromium(): string | null {
  const program = join(FOLDER, 'node_modules/chromium-92')
  if (existsSync(program)) return program
  try {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Error('It is built for Linux on x64')
    const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
    execFileSync('npm', parameters, { cwd: FOLDER, stdio: 'pipe', timeout: INSTALL_LIMIT_MS })
    const packed = readFileSync(join(FOLDER, 'node_modules/@sparticuz/chromium/bin/chromium.br'))
    writeFileSync(program, brotliDecompressSync(packed))
    chmodSync(program, 0o755)
    return program
  } catch (fault) {
    console.log(
      `No old Chromium is to be had; its test is skipped. ${fault instanceof Error ? fault.message : fault}`,
    )
    return null
  }
}
