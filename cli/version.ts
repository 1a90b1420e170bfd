import about from '../package.json'

export const versionLine = () => `rekey/${about.version} node/${process.versions.node}`
