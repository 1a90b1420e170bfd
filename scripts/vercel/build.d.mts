export function vercelBuild(checkout: string, environment?: Record<string, string>): Promise<void>
export function buildPortal(checkout: string): Promise<void>
export function run(
  command: string,
  parameters: readonly string[],
  options?: { cwd?: string; environment?: Record<string, string>; prints?: boolean },
): Promise<void>
