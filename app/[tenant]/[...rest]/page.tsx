import { notFound } from 'next/navigation'

/** Every address that is no page, so that all of them answer with the one plain 404. */
export default function NoPage(): never {
  notFound()
}
