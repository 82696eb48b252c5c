package handle

// dictionary is what a handle need not say: the words of most texts, those of
// nearly all last. It belongs to the format. A word that is not in it costs a few
// characters more, so nothing is ever added to it; another dictionary would be
// another format.
const dictionary = "" +
	"reply-partitions services cluster-size 1 from-beginning false producer-only true connection-timeout request-timeout producer-initial-retry-time " +
	"producer-retries max-retry-time initial-retry-time retries session-timeout workers partitions until seed external-orders external rate orders " +
	"send-timeout acks 1\nobserve never now late=twice await-observable subscribe-no-handler client kafka-go no-faults no-remedies\nfault remedy " +
	"order 1,company,youtube,followers,1000,30000,external,https://youtube.example/watch?v=order 2,person,blog,views,500,10000,in-house,https://blog.example/posts/" +
	"order 3,person,instagram,likes,200,4000,in-house,https://instagram.example/p/" +
	"bookmark unfolded folded selected played stepping speed 0.5\nspeed 2\nopening follows\nseen emit,emit-await,send\npace real\npace brisk\n" +
	"panel-partial panel-refuses panel-timeout development-cluster rolling-deploy ghost-member session-timeout poison redelivery acks1-loss " +
	"broker-shutdown broker-crash lost-ack fan-out send-coupling activity-log outbox-cure outage-awaited calm " +
	" on\n off\nsend-timeout reconcile dead-letter dedupe idempotent-producer outbox sweeper " +
	"service-restart:service=all,how=kill,how=close provider-drop:ratio=0.5,delay= provider-cancel:ratio=0. provider-partial:ratio=0. provider-down:from= " +
	"provider-silent:count= provider-error:status=503,status=500,status=429,error=Not enough funds on balance,error=Active order with this link " +
	"provider-timeout:after-accept=false,after-accept=true reply-ack-lost reply-unproducible " +
	"serialize-error:order= replica-slow:delay= leader-failover:partition=all,how=shutdown,how=crash ack-swallowed:count= ack-delay:delay= ack-lost:count= " +
	"produce-error:code=MESSAGE_TOO_LARGE,code=TOPIC_AUTHORIZATION_FAILED,code=NOT_LEADER_OR_FOLLOWER,code=NOT_ENOUGH_REPLICAS_AFTER_APPEND,code=NOT_ENOUGH_REPLICAS,code=UNKNOWN_TOPIC_OR_PARTITION," +
	"caller-exit:at=after-ack,at=after-call poison:group=statistics,group=external,group=in-house commit-lost:group= " +
	"consumer-crash:at=before-commit,at=after-commit,at=mid-batch,restart=20s,restart=5s,restart=1s " +
	"handler-error:kind=empty,kind=retriable,kind=rpc,kind=error consumer-slow:delay=35s,delay=10s,delay=2s,delay=500ms,group= consumer-absent:group=in-house\n" +
	",group=external,group=statistics,ratio=0.8,ratio=0.2,partition=0,partition=1,partition=2,service=1,service=2,broker=1,broker=2,broker=3,broker=all" +
	",how=freeze,how=crash,how=network,count=always,count=3,count=1,order=1,order=4,for=60s,for=16s,for=5s,from=1m2" +
	"\n+ broker-down:from= broker-down:how= broker-down:for= broker-down\n+ repair\n+ order\n+" +
	"engine 1\nscenario outage\nmode send\nseed 4\nmode emit-await\ncursor 0 0 "
