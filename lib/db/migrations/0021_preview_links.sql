CREATE TABLE "brand_preview_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "brand_drafts" ADD COLUMN "last_save" jsonb;--> statement-breakpoint
ALTER TABLE "brand_preview_links" ADD CONSTRAINT "brand_preview_links_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brand_preview_links_tenant_id" ON "brand_preview_links" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "brand_preview_links_expires_at" ON "brand_preview_links" USING btree ("expires_at");