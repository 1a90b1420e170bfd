export function copyPackages(folder: string): void
