// Loaded into a portal before its own code: on SIGUSR2 its clock is off by the next of TEST_CLOCK_JUMPS, in milliseconds.
const jumps = (process.env.TEST_CLOCK_JUMPS ?? '').split(',').map(Number)
const RealDate = Date
let off = 0

process.on('SIGUSR2', () => {
  off = jumps.shift() ?? 0
  process.stdout.write(`clock off by ${off}\n`)
})

const now = () => RealDate.now() + off

globalThis.Date = new Proxy(RealDate, {
  construct: (target, values, own) => Reflect.construct(target, values.length === 0 ? [now()] : values, own),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
