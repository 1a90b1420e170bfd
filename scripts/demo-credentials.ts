/** Made-up credentials: the emulator accepts any. */
export const DEMO_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up' }
