import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The installed packages in another folder. Hard links where the file system has them: no space and a second. */
export function copyPackages(folder) {
  const target = join(folder, 'node_modules')
  if (spawnSync('cp', ['-al', 'node_modules', target], { stdio: 'ignore' }).status === 0) return
  rmSync(target, { recursive: true, force: true })
  cpSync('node_modules', target, { recursive: true, verbatimSymlinks: true })
}
