/** A code of Cognito's works for one hour; the hour can't be changed (quotas in the developer guide). */
export const CODE_LIFE_MS = 3_600_000
