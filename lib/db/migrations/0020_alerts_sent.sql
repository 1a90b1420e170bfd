CREATE TABLE "alerts_sent" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	CONSTRAINT "alerts_sent_pkey" PRIMARY KEY("tenant_id","kind","hour")
);
--> statement-breakpoint
ALTER TABLE "alerts_sent" ADD CONSTRAINT "alerts_sent_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_sent_hour" ON "alerts_sent" USING btree ("hour");