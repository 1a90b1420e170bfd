import type { Instrumentation } from 'next'

/** Set by next.config.js: a build for Vercel leaves out what only servers do, and the other way round. */
declare const BUILT_FOR_VERCEL: boolean

/** Refuses to start with a bad environment or bad tenant files, naming every fault at once. */
export async function register(): Promise<void> {
  // Next also compiles this file for the edge runtime and drops the code behind this constant.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  // The SDK announces on standard error that versions of 2027 will want Node 22; the version here is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  if (process.env.NODE_ENV === 'production') {
    const { logForFramework } = await import('./server/framework-log')
    logForFramework()
  }
  if (BUILT_FOR_VERCEL) {
    const { prepareFunction } = await import('./server/prepare-function')
    await prepareFunction()
  } else {
    const { start } = await import('./server/start')
    await start()
  }
}

/** Errors that reach the framework: their name and digest, never a message that may quote somebody's input. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { reportRequestError } = await import('./server/report-request-error')
  reportRequestError(error, request.path, context.routePath)
}
