export default function Received({ id }: { id: string }) {
  return <p>{id}</p>
}
