/**
 * An order as it stands in sns.orders: the value of a record whose key is its id.
 * orderflow decodes it strictly: all eight fields, and no other.
 */
export interface Order {
  /** 1 to 64 printable characters; an id that exists is refused. */
  id: string;
  customer: 'person' | 'company';
  channel: 'instagram' | 'blog' | 'youtube';
  product: 'likes' | 'followers' | 'views';
  /** A whole number above 0, as points is. */
  quantity: number;
  points: number;
  fulfilment: 'in-house' | 'external';
  /** An http(s) URL without a password, or a handle such as @brand.official. */
  link: string;
}

/**
 * What a worker reports on sns.order-status; the key is the order's id. The order
 * service moves its row on by it, and the run believes it.
 */
export interface StatusEvent {
  id: string;
  row: 'processing' | 'completed' | 'partial' | 'canceled';
  /** How much of the quantity is delivered, at most all of it. */
  delivered: number;
}

/** What a worker answers to a send(). */
export interface Answer {
  id: string;
  result: string;
}

/** What it answers instead where it refuses: the JSON of an RpcException. */
export interface Refusal {
  status: 'error';
  message: string;
}
