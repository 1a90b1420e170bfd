import { readFileSync } from 'node:fs'

/** What Linux knows of a process. A busy machine stretches times, but neither of these. */
export type ProcessCost = {
  /** Milliseconds of processor time, its threads' too, in steps of ten. */
  processorMs: () => number
  /** Bytes in memory now. */
  memory: () => number
  /** The most bytes that it ever had in memory. */
  peakMemory: () => number
}

export const canMeasureProcesses = process.platform === 'linux'

/** Reads /proc: only where `canMeasureProcesses`. Throws once the process is gone. */
export function costOf(pid: number | undefined): ProcessCost {
  const memory = (name: string) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024
  }
  return {
    processorMs: () => {
      // Fields 14 and 15 of proc(5), in hundredths of a second, after the name in brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    },
    memory: () => memory('VmRSS'),
    peakMemory: () => memory('VmHWM'),
  }
}
